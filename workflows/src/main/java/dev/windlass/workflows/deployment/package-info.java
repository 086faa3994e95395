/**
 * The deployment workflow, what it is asked, told and what it answers. Start at DeploymentWorkflow.
 */
@NullMarked
package dev.windlass.workflows.deployment;

import org.jspecify.annotations.NullMarked;
