<?php

// The frameworks are the distribution's packages.
require_once 'Symfony/Bundle/FrameworkBundle/autoload.php';
require_once 'Symfony/Component/Console/autoload.php';
require_once 'Symfony/Component/Dotenv/autoload.php';
require_once 'Symfony/Component/Messenger/autoload.php';
