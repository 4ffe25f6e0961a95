/* SPDX-License-Identifier: MIT */
/* Checks of an institution, judged and put into words. */
#ifndef LETOPIS_JUDGE_H
#define LETOPIS_JUDGE_H

#include "doc/context.h"
#include "session.h"

/* A context of the doc layer without a document: for words, traces and plain texts. */
struct doc_context judge_context(struct session *session, const struct institution *institution,
                                 const struct language *language, int32_t period, int32_t as_of);

/* Reports every check of `institution` that does not hold, at the record it is about. */
void judge_institution(struct session *session, struct institution *institution,
                       const struct language *language);

#endif
