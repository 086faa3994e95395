<?php

namespace App\Queue;

use App\Kernel;
use Symfony\Component\Messenger\Handler\MessageHandlerInterface;

/** Takes a second; notes which release's code began and ended a job. */
class NoteHandler implements MessageHandlerInterface
{
    public function __construct(private string $log)
    {
    }

    public function __invoke(Note $note): void
    {
        $this->note($note->name.' begins');
        $until = microtime(true) + 1;
        while (microtime(true) < $until) {
            usleep(50000);
        }
        $this->note($note->name.' ends');
    }

    private function note(string $what): void
    {
        file_put_contents($this->log, $what.' '.Kernel::VERSION."\n", FILE_APPEND);
    }
}
