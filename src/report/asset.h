/* asset.h - the files of web/ that a page brings with it, compiled in (tools/embed.c). */
#ifndef STM_REPORT_ASSET_H
#define STM_REPORT_ASSET_H

#include "base/slice.h"

extern const stm_slice stm_asset_style, stm_asset_script;

#endif
