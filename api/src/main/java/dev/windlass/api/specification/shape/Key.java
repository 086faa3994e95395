package dev.windlass.api.specification.shape;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A key of the file: a record component with its meaning. Optional when it has a default or is
 * nullable.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Key {

  /** What the key means: whole sentences, for the reference and for editors. */
  String value();

  /** YAML that stands in when the key is absent; {@code {application}} is replaced. */
  String byDefault() default "";
}
