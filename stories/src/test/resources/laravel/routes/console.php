<?php

use App\Jobs\Note;
use Illuminate\Support\Facades\Artisan;

Artisan::command('shop:note {names*}', function (array $names) {
    array_map([Note::class, 'dispatch'], $names);
});
