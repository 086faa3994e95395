/**
 * The YAML of each application, every version of it, and the places on hosts that it owns. Start at
 * {@link dev.windlass.store.application.Applications}. Does not read the YAML: who calls says what
 * it claims.
 */
@NullMarked
package dev.windlass.store.application;

import org.jspecify.annotations.NullMarked;
