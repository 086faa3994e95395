<?php

namespace App\Http;

use Illuminate\Http\Request;
use Illuminate\Support\Facades\DB;

class Pages
{
    public function home()
    {
        return view('home', ['version' => Release::VERSION]);
    }

    public function up()
    {
        DB::select('select 1');

        return 'up';
    }

    /** Takes three seconds, and reads a part of the code only then. */
    public function slow(Request $request)
    {
        usleep(3000000);

        return view('slow', [
            'began' => Release::VERSION,
            'host' => $request->server('SERVER_ADDR'),
            'since' => $request->server('REQUEST_TIME_FLOAT'),
        ]);
    }
}
