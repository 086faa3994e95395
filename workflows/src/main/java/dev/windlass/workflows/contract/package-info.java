/**
 * What every process must agree on: names, queues, ids, search attributes, failure types, policies,
 * the converter.
 */
@NullMarked
package dev.windlass.workflows.contract;

import org.jspecify.annotations.NullMarked;
