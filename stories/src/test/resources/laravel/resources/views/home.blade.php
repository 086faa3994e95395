version {{ $version }} of {{ 'VERSION' }}
