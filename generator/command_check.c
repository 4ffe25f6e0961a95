/* SPDX-License-Identifier: MIT */
#include "commands.h"

#include "judge.h"
#include "reports.h"

/* Everything is made as for a build, PDF too, but nothing is published: so check finds all that
 * build would. */
void command_check(struct session *session)
{
    session_load(session);
    reports_make(session, NULL);
}
