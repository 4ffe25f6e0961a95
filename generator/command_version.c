/* SPDX-License-Identifier: MIT */
#include "commands.h"

#include "version.h"

#include <cmark_version.h>
#include <gmp.h>
#include <hb.h>
#include <hpdf_version.h>
#include <libdeflate.h>
#include <unicode/uvernum.h>
#include <utf8proc.h>
#include <yaml.h>

/* The same bytes are promised for the same versions of these. */
void command_version(struct buf *out)
{
    buf_text(out, "letopis " LETOPIS_VERSION "\n");
    buf_format(out, "libyaml %s, cmark %s, libharu %s, utf8proc %s\n", yaml_get_version_string(),
               CMARK_VERSION_STRING, HPDF_VERSION_TEXT, utf8proc_version());
    buf_format(out, "HarfBuzz %s, ICU %s, GMP %s, libdeflate %s\n", hb_version_string(),
               U_ICU_VERSION, gmp_version, LIBDEFLATE_VERSION_STRING);
}
