/**
 * An application that is closed to its visitors: how, by whom, with which words, and for how long
 * at most. Start at Maintenance.
 */
@NullMarked
package dev.windlass.workflows.maintenance;

import org.jspecify.annotations.NullMarked;
