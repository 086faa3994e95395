<?php

namespace App;

/** Read from disk only when a slow answer is nearly whole. */
class Late
{
    public const VERSION = 'VERSION';
}
