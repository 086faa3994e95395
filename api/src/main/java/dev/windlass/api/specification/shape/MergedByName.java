package dev.windlass.api.specification.shape;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A map whose entries an environment adds to or changes key by key, instead of replacing it whole.
 * One of several kinds is replaced whole by a map that says which kind it is.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface MergedByName {}
