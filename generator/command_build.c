/* SPDX-License-Identifier: MIT */
#include "commands.h"

#include "base/publish.h"
#include "reports.h"

void command_build(struct session *session)
{
    struct publish *publish = NULL;
    bool dumps = session->options->dump != DUMP_NOTHING;
    session_load(session);
    if (session->project->count == 0)
        return; /* Not even output/ is made where there is nothing to build. */
    if (!dumps && publish_open(session->fs, STR("output"), &publish) != FS_OK) {
        session_machine_failed(session, session->fs);
        return;
    }
    reports_make(session, publish);
    if (publish == NULL)
        return;
    /* What no report makes any more goes, unless only some were asked for. */
    bool all = session->options->argument_count == 0;
    if (publish_finish(publish, all) != FS_OK)
        session_machine_failed(session, session->fs);
    publish_close(publish);
}
