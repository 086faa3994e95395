/**
 * What a delivery is: plans, workflows, the interfaces of activities, pure deciders and builders.
 * Start at {@code deployment.DeploymentWorkflow}. Must not know Spring, JDBC, SSH, HTTP, files or
 * clocks.
 */
@NullMarked
package dev.windlass.workflows;

import org.jspecify.annotations.NullMarked;
