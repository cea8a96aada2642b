/**
 * The demonstration: a small world of its own, learned from scratch and aligned with the ordinary
 * jobs. Imports the jobs and the worlds.
 */
@NullMarked
package org.penchant.app.demo;

import org.jspecify.annotations.NullMarked;
