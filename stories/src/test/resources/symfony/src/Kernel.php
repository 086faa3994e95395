<?php

namespace App;

use App\Queue\DirectoryTransportFactory;
use App\Queue\NoteHandler;
use App\Queue\Note;
use Symfony\Bundle\FrameworkBundle\FrameworkBundle;
use Symfony\Bundle\FrameworkBundle\Kernel\MicroKernelTrait;
use Symfony\Component\DependencyInjection\Loader\Configurator\ContainerConfigurator;
use Symfony\Component\HttpKernel\Kernel as BaseKernel;
use Symfony\Component\Routing\Loader\Configurator\RoutingConfigurator;

class Kernel extends BaseKernel
{
    use MicroKernelTrait;

    public const VERSION = 'VERSION';

    public function registerBundles(): iterable
    {
        return [new FrameworkBundle];
    }

    protected function configureContainer(ContainerConfigurator $container): void
    {
        $container->extension('framework', [
            'secret' => '%env(APP_SECRET)%',
            'http_method_override' => false,
            'messenger' => [
                'transports' => ['queue' => 'directory://default'],
                'routing' => [Note::class => 'queue'],
            ],
        ]);
        $services = $container->services()->defaults()->autowire()->autoconfigure();
        $services->set(Pages::class)->public()->tag('controller.service_arguments');
        $services->set(NoteHandler::class)->arg('$log', '%kernel.project_dir%/var/log/jobs');
        $services->set(NoteCommand::class);
        $services->set(DirectoryTransportFactory::class)
            ->arg('$directory', '%kernel.project_dir%/var/log/queue');
    }

    protected function configureRoutes(RoutingConfigurator $routes): void
    {
        $routes->add('home', '/')->controller([Pages::class, 'home']);
        $routes->add('slow', '/slow')->controller([Pages::class, 'slow']);
    }
}
