package dev.windlass.api.doors;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;

/** A test against the doors; all of them share one server, each uses applications of its own. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    classes = House.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "windlass.api.first-token=" + House.ADMIN,
      "windlass.api.max-file=64KB",
      "windlass.api.max-artifact=1MB",
      "windlass.api.temporal-ui=http://temporal.example:8233/",
      "spring.threads.virtual.enabled=true",
      "server.address=127.0.0.1"
    })
@interface OpenDoors {}
