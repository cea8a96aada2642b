/**
 * Rules that hold for the whole house, checked on bytecode: {@link
 * org.penchant.testkit.arch.Habits} for what code may call, {@link org.penchant.testkit.arch.House}
 * for who may import whom. Imports nothing of Penchant. A new rule comes with a deliberately wrong
 * probe that shows it failing.
 */
@NullMarked
package org.penchant.testkit.arch;

import org.jspecify.annotations.NullMarked;
