<?php

return ['driver' => 'array', 'lifetime' => 120, 'cookie' => 'shop_session', 'path' => '/', 'domain' => null, 'secure' => null, 'expire_on_close' => false, 'lottery' => [2, 100]];
