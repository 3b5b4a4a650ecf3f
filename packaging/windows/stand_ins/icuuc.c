/* What Wine 8 lacks of icuuc.dll: Qt6Core names these converters. Each says "unsupported", and Qt uses its own. */
#include <stddef.h>
#include <stdint.h>

#define EXPORT __declspec(dllexport)

typedef int32_t Error;
typedef void Converter;
typedef void (*Callback)(void);

enum { UNSUPPORTED = 16 };

static void refuse(Error *error)
{
    if (error != NULL)
        *error = UNSUPPORTED;
}

EXPORT Converter *ucnv_open(const char *name, Error *error)
{
    (void)name;
    refuse(error);
    return NULL;
}

EXPORT void ucnv_close(Converter *converter) { (void)converter; }

EXPORT void ucnv_reset(Converter *converter) { (void)converter; }

EXPORT int8_t ucnv_getMaxCharSize(const Converter *converter)
{
    (void)converter;
    return 1;
}

EXPORT const char *ucnv_getName(const Converter *converter, Error *error)
{
    (void)converter;
    refuse(error);
    return NULL;
}

EXPORT void ucnv_getToUCallBack(const Converter *converter, Callback *action, const void **context)
{
    (void)converter;
    *action = NULL;
    *context = NULL;
}

EXPORT void ucnv_getFromUCallBack(const Converter *converter, Callback *action, const void **context)
{
    (void)converter;
    *action = NULL;
    *context = NULL;
}

EXPORT void ucnv_setToUCallBack(Converter *converter, Callback action, const void *context, Callback *old,
                                const void **old_context, Error *error)
{
    (void)converter, (void)action, (void)context, (void)old, (void)old_context;
    refuse(error);
}

EXPORT void ucnv_setFromUCallBack(Converter *converter, Callback action, const void *context, Callback *old,
                                  const void **old_context, Error *error)
{
    (void)converter, (void)action, (void)context, (void)old, (void)old_context;
    refuse(error);
}

EXPORT void ucnv_cbToUWriteUChars(void *arguments, const uint16_t *source, int32_t length, int32_t offset, Error *error)
{
    (void)arguments, (void)source, (void)length, (void)offset;
    refuse(error);
}

EXPORT void ucnv_cbFromUWriteUChars(void *arguments, const uint16_t **source, const uint16_t *limit, int32_t offset,
                                    Error *error)
{
    (void)arguments, (void)source, (void)limit, (void)offset;
    refuse(error);
}

EXPORT void ucnv_toUnicode(Converter *converter, uint16_t **target, const uint16_t *target_limit, const char **source,
                           const char *source_limit, int32_t *offsets, int8_t flush, Error *error)
{
    (void)converter, (void)target, (void)target_limit, (void)source, (void)source_limit, (void)offsets, (void)flush;
    refuse(error);
}

EXPORT void ucnv_fromUnicode(Converter *converter, char **target, const char *target_limit, const uint16_t **source,
                             const uint16_t *source_limit, int32_t *offsets, int8_t flush, Error *error)
{
    (void)converter, (void)target, (void)target_limit, (void)source, (void)source_limit, (void)offsets, (void)flush;
    refuse(error);
}

EXPORT int32_t ucnv_toUCountPending(const Converter *converter, Error *error)
{
    (void)converter;
    refuse(error);
    return 0;
}

EXPORT int32_t ucnv_fromUCountPending(const Converter *converter, Error *error)
{
    (void)converter;
    refuse(error);
    return 0;
}

EXPORT const char *ucnv_getStandardName(const char *name, const char *standard, Error *error)
{
    (void)name, (void)standard;
    refuse(error);
    return NULL;
}

EXPORT const char *ucnv_getAvailableName(int32_t index)
{
    (void)index;
    return NULL;
}

EXPORT int32_t ucnv_countAvailable(void) { return 0; }

EXPORT void UCNV_FROM_U_CALLBACK_SUBSTITUTE(const void *context, void *arguments, const uint16_t *units, int32_t length,
                                            int32_t point, int32_t reason, Error *error)
{
    (void)context, (void)arguments, (void)units, (void)length, (void)point, (void)reason;
    refuse(error);
}

EXPORT void UCNV_TO_U_CALLBACK_SUBSTITUTE(const void *context, void *arguments, const char *units, int32_t length,
                                          int32_t reason, Error *error)
{
    (void)context, (void)arguments, (void)units, (void)length, (void)reason;
    refuse(error);
}
