"""The sample story: five months of somebody looking for work. Every name in it is made up.

Ada lost her job when her team was closed. She begins afraid, asks nothing and leaves with nothing;
then she takes two goals into each interview, and the rest follows.
"""

from story.narrative import afraid, asking, backlog, keeping, looking_forward, never_met

NAME = "Ada"
AIMS = backlog.AIMS
KEPT, TOUCHES, MOVES = keeping.KEPT, keeping.TOUCHES, keeping.MOVES
TRIES = (*afraid.TRIES, *asking.TRIES, *looking_forward.TRIES, *never_met.TRIES)
