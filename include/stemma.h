/* stemma.h - one cited account of many reports. */
#ifndef STEMMA_H
#define STEMMA_H

#endif
