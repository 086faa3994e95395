/** Who may use what, over all rooms. */
@NullMarked
package dev.windlass.architecture;

import org.jspecify.annotations.NullMarked;
