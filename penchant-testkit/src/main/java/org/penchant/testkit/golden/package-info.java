/**
 * Golden numbers that come from elsewhere and say from where. Imports nothing of Penchant. To add
 * some, put a JSON file among a module's test resources and read it with {@link
 * org.penchant.testkit.golden.Golden#read}.
 */
@NullMarked
package org.penchant.testkit.golden;

import org.jspecify.annotations.NullMarked;
