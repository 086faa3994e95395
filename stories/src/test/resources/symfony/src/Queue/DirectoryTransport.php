<?php

namespace App\Queue;

use Symfony\Component\Messenger\Envelope;
use Symfony\Component\Messenger\Stamp\TransportMessageIdStamp;
use Symfony\Component\Messenger\Transport\Serialization\SerializerInterface;
use Symfony\Component\Messenger\Transport\TransportInterface;

/** A queue of files; taking one is a rename. */
class DirectoryTransport implements TransportInterface
{
    public function __construct(private string $directory, private SerializerInterface $serializer)
    {
        @mkdir($directory, 0770, true);
    }

    public function get(): iterable
    {
        foreach (glob($this->directory.'/*.job') as $file) {
            if (@rename($file, $file.'.taken')) {
                $envelope = $this->serializer->decode(json_decode(file_get_contents($file.'.taken'), true));

                return [$envelope->with(new TransportMessageIdStamp($file.'.taken'))];
            }
        }

        return [];
    }

    public function ack(Envelope $envelope): void
    {
        unlink($envelope->last(TransportMessageIdStamp::class)->getId());
    }

    public function reject(Envelope $envelope): void
    {
        $this->ack($envelope);
    }

    public function send(Envelope $envelope): Envelope
    {
        $file = $this->directory.'/'.uniqid('', true);
        file_put_contents($file, json_encode($this->serializer->encode($envelope)));
        rename($file, $file.'.job');

        return $envelope;
    }
}
