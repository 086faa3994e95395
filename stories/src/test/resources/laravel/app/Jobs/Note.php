<?php

namespace App\Jobs;

use App\Http\Release;
use Illuminate\Bus\Queueable;
use Illuminate\Contracts\Queue\ShouldQueue;
use Illuminate\Foundation\Bus\Dispatchable;
use Illuminate\Queue\InteractsWithQueue;

/** Takes a second; notes which release's code began and ended it. */
class Note implements ShouldQueue
{
    use Dispatchable, InteractsWithQueue, Queueable;

    public function __construct(public string $name)
    {
    }

    public function handle(): void
    {
        $this->note('begins');
        $until = microtime(true) + 1;
        while (microtime(true) < $until) {
            usleep(50000);
        }
        $this->note('ends');
    }

    private function note(string $what): void
    {
        file_put_contents(
            storage_path('app/jobs'),
            $this->name.' '.$what.' '.Release::VERSION."\n",
            FILE_APPEND
        );
    }
}
