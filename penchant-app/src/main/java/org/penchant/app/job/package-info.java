/**
 * Whole pieces of work, each from files to files: what the verbs call, and what a program calls
 * that embeds Penchant. They wire modules together and own no formula.
 */
@NullMarked
package org.penchant.app.job;

import org.jspecify.annotations.NullMarked;
