@NullMarked
package dev.windlass.activities.backup.dump;

import org.jspecify.annotations.NullMarked;
