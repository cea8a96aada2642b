/**
 * Probes: what a reward model's representation knows of labelled qualities, measured by linear
 * probes and by distances to class centres, over arrays. Imports report and core. A new probe is a
 * record of {@link org.penchant.eval.probe.Probe}; control task, floors and tables then serve it.
 */
@NullMarked
package org.penchant.eval.probe;

import org.jspecify.annotations.NullMarked;
