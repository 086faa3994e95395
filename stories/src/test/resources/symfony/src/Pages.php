<?php

namespace App;

use Symfony\Component\HttpFoundation\Request;
use Symfony\Component\HttpFoundation\Response;

/** Each answer says which release's code it is: __DIR__ is compiled in, so stale code names itself. */
class Pages
{
    public function home(): Response
    {
        return $this->answer('version '.Kernel::VERSION.' of '.Late::VERSION);
    }

    /** Takes three seconds, and reads a part of the code only then. */
    public function slow(Request $request): Response
    {
        usleep(3000000);
        $asked = $request->server;

        return $this->answer('slow '.Kernel::VERSION.' '.Late::VERSION
            .' on '.$asked->get('SERVER_ADDR').' since '.$asked->get('REQUEST_TIME_FLOAT'));
    }

    private function answer(string $text): Response
    {
        return new Response($text, 200, [
            'X-Release' => basename(dirname(__DIR__)),
            'X-Version' => Kernel::VERSION,
        ]);
    }
}
