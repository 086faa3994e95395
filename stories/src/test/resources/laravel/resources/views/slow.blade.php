slow {{ $began }} {{ 'VERSION' }} on {{ $host }} since {{ $since }}
