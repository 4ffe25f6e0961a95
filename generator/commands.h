/* SPDX-License-Identifier: MIT */
/* What the program does, one function a command. Each works on an opened session and writes to
 * session->out; diagnostics are printed by main afterwards. */
#ifndef LETOPIS_COMMANDS_H
#define LETOPIS_COMMANDS_H

#include "session.h"

void command_build(struct session *session);
void command_check(struct session *session);
void command_explain(struct session *session);
void command_list(struct session *session);
void command_version(struct buf *out);

#endif
