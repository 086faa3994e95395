/** What happens to backups by itself. */
@NullMarked
package dev.windlass.api.backup;

import org.jspecify.annotations.NullMarked;
