<?php

namespace App\Http;

use Closure;

/** Says which release's code answers. __DIR__ is compiled in, so that stale code names itself. */
class Release
{
    public const VERSION = 'VERSION';

    public function handle($request, Closure $next)
    {
        $response = $next($request);
        $response->headers->set('X-Release', basename(dirname(__DIR__, 2)));
        $response->headers->set('X-Version', self::VERSION);

        return $response;
    }
}
