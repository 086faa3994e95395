/**
 * The door to the files of applications: put, list, read, with the difference of each change. Start
 * at {@link dev.windlass.api.application.ApplicationDoor}. Must not know how a file is read.
 */
@NullMarked
package dev.windlass.api.application;

import org.jspecify.annotations.NullMarked;
