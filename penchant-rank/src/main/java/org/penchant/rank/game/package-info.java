/**
 * Ratings from games between models and prompts: equilibria that copies of either do not move; and
 * games of answers whose scores may go round in circles, with the updates that solve them. Imports
 * core and standing. A new rating of a tensor of preferences is a {@link
 * org.penchant.rank.game.TensorRating}.
 */
@NullMarked
package org.penchant.rank.game;

import org.jspecify.annotations.NullMarked;
