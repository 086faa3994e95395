/** One contract of migrations, on PostgreSQL and on MariaDB. */
@NullMarked
package dev.windlass.activities.migration;

import org.jspecify.annotations.NullMarked;
