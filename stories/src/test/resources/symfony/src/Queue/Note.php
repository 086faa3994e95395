<?php

namespace App\Queue;

class Note
{
    public function __construct(public string $name)
    {
    }
}
