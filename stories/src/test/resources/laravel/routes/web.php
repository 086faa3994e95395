<?php

use Illuminate\Support\Facades\Route;

Route::get('/', [App\Http\Pages::class, 'home']);
Route::get('/up', [App\Http\Pages::class, 'up']);
Route::get('/slow', [App\Http\Pages::class, 'slow']);
