namespace Visavis.Engine.Speech.Espeak;

/// <summary>A language, or a region's way to speak it, that espeak-ng 1.51 reads with the data of Debian's espeak-ng-data.</summary>
/// <param name="Code">Its name in our ids: "pt-br".</param>
/// <param name="Name">For people, with the region where there are several: "Portuguese, Brazil".</param>
/// <param name="Language">In English: "Portuguese".</param>
/// <param name="Locale">BCP 47.</param>
/// <param name="EspeakName">
/// What the library calls it, which is not always what the command line does: French is "fr" ("fr-fr" is refused), British English
/// "en", and plain "cmn" spells out Chinese in English.
/// </param>
/// <param name="Script">What it reads.</param>
/// <param name="MaleGain">Brings the voice to −20 LUFS; by ebur128 over a greeting and ten numbers.</param>
/// <param name="FemaleGain">The same for its variant "+f3".</param>
public sealed record EspeakLanguage(
    string Code, string Name, string Language, string Locale, string EspeakName, EspeakScript Script, float MaleGain, float FemaleGain)
{
    /// <summary>
    /// Made once from `espeak-ng --voices`, each row tried with a greeting in its own script. Left out are those whose letters it
    /// spells instead of reading them: Cherokee, Konkani, Burmese.
    /// </summary>
    public static IReadOnlyList<EspeakLanguage> All { get; } =
    [
        new("af", "Afrikaans", "Afrikaans", "af-ZA", "af", EspeakScript.Latin, 1.21f, 1.15f),
        new("sq", "Albanian", "Albanian", "sq-AL", "sq", EspeakScript.Latin, 1.23f, 1.06f),
        new("am", "Amharic", "Amharic", "am-ET", "am", EspeakScript.Ethiopic, 1.18f, 1f),
        new("grc", "Ancient Greek", "Ancient Greek", "grc", "grc", EspeakScript.Greek, 1.08f, 1f),
        new("ar", "Arabic", "Arabic", "ar", "ar", EspeakScript.Arabic, 1.06f, 1.05f),
        new("an", "Aragonese", "Aragonese", "an-ES", "an", EspeakScript.Latin, 1.09f, 1.06f),
        new("hy", "Armenian", "Armenian", "hy-AM", "hy", EspeakScript.Armenian, 1.16f, 1.09f),
        new("as", "Assamese", "Assamese", "as-IN", "as", EspeakScript.Bengali, 0.86f, 0.83f),
        new("az", "Azerbaijani", "Azerbaijani", "az-AZ", "az", EspeakScript.Latin, 1.05f, 0.97f),
        new("ba", "Bashkir", "Bashkir", "ba-RU", "ba", EspeakScript.Cyrillic, 1.23f, 1.17f),
        new("eu", "Basque", "Basque", "eu-ES", "eu", EspeakScript.Latin, 1.17f, 0.95f),
        new("be", "Belarusian", "Belarusian", "be-BY", "be", EspeakScript.Cyrillic, 1.15f, 1.09f),
        new("qdb", "Belter Creole", "Belter Creole", "art-x-belter", "qdb", EspeakScript.Latin, 1.06f, 1f),
        new("bn", "Bengali", "Bengali", "bn-BD", "bn", EspeakScript.Bengali, 0.85f, 0.79f),
        new("bpy", "Bishnupriya Manipuri", "Bishnupriya Manipuri", "bpy", "bpy", EspeakScript.Bengali, 0.89f, 0.82f),
        new("bs", "Bosnian", "Bosnian", "bs-BA", "bs", EspeakScript.Latin, 1.15f, 1.09f),
        new("bg", "Bulgarian", "Bulgarian", "bg-BG", "bg", EspeakScript.Cyrillic, 1.26f, 1.09f),
        new("yue", "Cantonese", "Cantonese", "yue-HK", "yue", EspeakScript.Han, 0.93f, 0.96f),
        new("ca", "Catalan", "Catalan", "ca-ES", "ca", EspeakScript.Latin, 1.12f, 1.06f),
        new("cv", "Chuvash", "Chuvash", "cv-RU", "cv", EspeakScript.Cyrillic, 1.06f, 1.01f),
        new("nci", "Classical Nahuatl", "Classical Nahuatl", "nci", "nci", EspeakScript.Latin, 0.93f, 0.85f),
        new("hr", "Croatian", "Croatian", "hr-HR", "hr", EspeakScript.Latin, 1.15f, 1.09f),
        new("cs", "Czech", "Czech", "cs-CZ", "cs", EspeakScript.Latin, 1.17f, 1.11f),
        new("da", "Danish", "Danish", "da-DK", "da", EspeakScript.Latin, 1.08f, 0.98f),
        new("nl", "Dutch", "Dutch", "nl-NL", "nl", EspeakScript.Latin, 1.14f, 1.16f),
        new("en-029", "English, Caribbean", "English", "en-029", "en-029", EspeakScript.Latin, 0.98f, 0.95f),
        new("en-gb", "English, Great Britain", "English", "en-GB", "en", EspeakScript.Latin, 1.06f, 0.95f),
        new("en-gb-scotland", "English, Scotland", "English", "en-GB", "en-gb-scotland", EspeakScript.Latin, 1.01f, 0.96f),
        new("en-gb-x-gbclan", "English, Lancaster", "English", "en-GB", "en-gb-x-gbclan", EspeakScript.Latin, 0.95f, 0.89f),
        new("en-gb-x-gbcwmd", "English, West Midlands", "English", "en-GB", "en-gb-x-gbcwmd", EspeakScript.Latin, 0.96f, 0.88f),
        new("en-gb-x-rp", "English, Received Pronunciation", "English", "en-GB", "en-gb-x-rp", EspeakScript.Latin, 1.06f, 0.97f),
        new("en-us", "English, America", "English", "en-US", "en-us", EspeakScript.Latin, 1.11f, 1f),
        new("en-us-nyc", "English, New York City", "English", "en-US", "en-us-nyc", EspeakScript.Latin, 1.08f, 0.96f),
        new("eo", "Esperanto", "Esperanto", "eo", "eo", EspeakScript.Latin, 1.26f, 1.15f),
        new("et", "Estonian", "Estonian", "et-EE", "et", EspeakScript.Latin, 1.13f, 1.08f),
        new("fi", "Finnish", "Finnish", "fi-FI", "fi", EspeakScript.Latin, 1.11f, 1.05f),
        new("fr", "French", "French", "fr-FR", "fr", EspeakScript.Latin, 1.24f, 1.2f),
        new("fr-be", "French, Belgium", "French", "fr-BE", "fr-be", EspeakScript.Latin, 1.33f, 1.13f),
        new("fr-ch", "French, Switzerland", "French", "fr-CH", "fr-ch", EspeakScript.Latin, 1.33f, 1.13f),
        new("ka", "Georgian", "Georgian", "ka-GE", "ka", EspeakScript.Georgian, 0.96f, 0.89f),
        new("de", "German", "German", "de-DE", "de", EspeakScript.Latin, 1.12f, 0.99f),
        new("el", "Greek", "Greek", "el-GR", "el", EspeakScript.Greek, 1.16f, 1.02f),
        new("kl", "Greenlandic", "Greenlandic", "kl-GL", "kl", EspeakScript.Latin, 1.24f, 1.18f),
        new("gn", "Guarani", "Guarani", "gn-PY", "gn", EspeakScript.Latin, 1.04f, 0.93f),
        new("gu", "Gujarati", "Gujarati", "gu-IN", "gu", EspeakScript.Gujarati, 1.05f, 0.95f),
        new("ht", "Haitian Creole", "Haitian Creole", "ht-HT", "ht", EspeakScript.Latin, 1.16f, 1.08f),
        new("hak", "Hakka", "Hakka", "hak-CN", "hak", EspeakScript.Latin, 0.98f, 0.84f),
        new("haw", "Hawaiian", "Hawaiian", "haw-US", "haw", EspeakScript.Latin, 0.64f, 0.57f),
        new("he", "Hebrew", "Hebrew", "he-IL", "he", EspeakScript.Hebrew, 0.81f, 0.8f),
        new("hi", "Hindi", "Hindi", "hi-IN", "hi", EspeakScript.Devanagari, 0.98f, 0.91f),
        new("hu", "Hungarian", "Hungarian", "hu-HU", "hu", EspeakScript.Latin, 1.15f, 1.06f),
        new("is", "Icelandic", "Icelandic", "is-IS", "is", EspeakScript.Latin, 1.08f, 0.98f),
        new("io", "Ido", "Ido", "io", "io", EspeakScript.Latin, 1.17f, 1.06f),
        new("id", "Indonesian", "Indonesian", "id-ID", "id", EspeakScript.Latin, 1.06f, 1.05f),
        new("ia", "Interlingua", "Interlingua", "ia", "ia", EspeakScript.Latin, 1.11f, 1f),
        new("ga", "Irish", "Irish", "ga-IE", "ga", EspeakScript.Latin, 1f, 0.93f),
        new("it", "Italian", "Italian", "it-IT", "it", EspeakScript.Latin, 1.19f, 1.06f),
        new("ja", "Japanese", "Japanese", "ja-JP", "ja", EspeakScript.Kana, 1.08f, 0.97f),
        new("quc", "K'iche'", "K'iche'", "quc-GT", "quc", EspeakScript.Latin, 1.04f, 1.06f),
        new("kn", "Kannada", "Kannada", "kn-IN", "kn", EspeakScript.Kannada, 0.93f, 0.88f),
        new("kk", "Kazakh", "Kazakh", "kk-KZ", "kk", EspeakScript.Cyrillic, 1.2f, 1.12f),
        new("piqd", "Klingon", "Klingon", "tlh", "piqd", EspeakScript.Latin, 0.66f, 0.62f),
        new("ko", "Korean", "Korean", "ko-KR", "ko", EspeakScript.Hangul, 0.96f, 0.86f),
        new("ku", "Kurdish", "Kurdish", "ku-TR", "ku", EspeakScript.Latin, 1.06f, 1.05f),
        new("ky", "Kyrgyz", "Kyrgyz", "ky-KG", "ky", EspeakScript.Cyrillic, 1.17f, 1.06f),
        new("ltg", "Latgalian", "Latgalian", "ltg-LV", "ltg", EspeakScript.Latin, 0.86f, 0.56f),
        new("la", "Latin", "Latin", "la", "la", EspeakScript.Latin, 1.11f, 1.05f),
        new("lv", "Latvian", "Latvian", "lv-LV", "lv", EspeakScript.Latin, 1.27f, 0.66f),
        new("lfn", "Lingua Franca Nova", "Lingua Franca Nova", "lfn", "lfn", EspeakScript.Latin, 1.15f, 1.04f),
        new("lt", "Lithuanian", "Lithuanian", "lt-LT", "lt", EspeakScript.Latin, 1.16f, 1.11f),
        new("jbo", "Lojban", "Lojban", "jbo", "jbo", EspeakScript.Latin, 0.98f, 0.9f),
        new("smj", "Lule Sami", "Lule Sami", "smj-SE", "smj", EspeakScript.Latin, 1.08f, 0.98f),
        new("lb", "Luxembourgish", "Luxembourgish", "lb-LU", "lb", EspeakScript.Latin, 1.06f, 1.01f),
        new("mk", "Macedonian", "Macedonian", "mk-MK", "mk", EspeakScript.Cyrillic, 1.15f, 1.09f),
        new("ms", "Malay", "Malay", "ms-MY", "ms", EspeakScript.Latin, 1.06f, 1.05f),
        new("ml", "Malayalam", "Malayalam", "ml-IN", "ml", EspeakScript.Malayalam, 1.02f, 0.92f),
        new("mt", "Maltese", "Maltese", "mt-MT", "mt", EspeakScript.Latin, 0.92f, 0.86f),
        new("cmn", "Mandarin", "Mandarin", "zh-CN", "cmn-latn-pinyin", EspeakScript.Han, 0.93f, 0.77f),
        new("mi", "Maori", "Maori", "mi-NZ", "mi", EspeakScript.Latin, 0.36f, 0.83f),
        new("mr", "Marathi", "Marathi", "mr-IN", "mr", EspeakScript.Devanagari, 1f, 0.93f),
        new("ne", "Nepali", "Nepali", "ne-NP", "ne", EspeakScript.Devanagari, 1.02f, 0.92f),
        new("nog", "Nogai", "Nogai", "nog-RU", "nog", EspeakScript.Cyrillic, 0.92f, 0.86f),
        new("nb", "Norwegian", "Norwegian", "nb-NO", "nb", EspeakScript.Latin, 1.11f, 1.01f),
        new("or", "Odia", "Odia", "or-IN", "or", EspeakScript.Odia, 0.85f, 0.73f),
        new("om", "Oromo", "Oromo", "om-ET", "om", EspeakScript.Latin, 0.96f, 0.88f),
        new("pap", "Papiamento", "Papiamento", "pap-CW", "pap", EspeakScript.Latin, 1.09f, 1.02f),
        new("fa", "Persian", "Persian", "fa-IR", "fa", EspeakScript.Arabic, 0.96f, 0.9f),
        new("fa-latn", "Persian, Latin letters", "Persian", "fa-Latn-IR", "fa-latn", EspeakScript.Latin, 1.08f, 1.01f),
        new("pl", "Polish", "Polish", "pl-PL", "pl", EspeakScript.Latin, 1.16f, 1f),
        new("pt", "Portuguese, Portugal", "Portuguese", "pt-PT", "pt", EspeakScript.Latin, 1.13f, 1.05f),
        new("pt-br", "Portuguese, Brazil", "Portuguese", "pt-BR", "pt-br", EspeakScript.Latin, 1.08f, 1.02f),
        new("pa", "Punjabi", "Punjabi", "pa-IN", "pa", EspeakScript.Gurmukhi, 1.01f, 0.97f),
        new("py", "Pyash", "Pyash", "art-x-pyash", "py", EspeakScript.Latin, 1.17f, 1.12f),
        new("qu", "Quechua", "Quechua", "qu-PE", "qu", EspeakScript.Latin, 1.12f, 1.08f),
        new("qya", "Quenya", "Quenya", "qya", "qya", EspeakScript.Latin, 0.95f, 0.89f),
        new("ro", "Romanian", "Romanian", "ro-RO", "ro", EspeakScript.Latin, 1.17f, 1.02f),
        new("ru", "Russian", "Russian", "ru-RU", "ru", EspeakScript.Cyrillic, 1.09f, 1.12f),
        new("ru-lv", "Russian, Latvia", "Russian", "ru-LV", "ru-lv", EspeakScript.Cyrillic, 1.16f, 1.17f),
        new("gd", "Scottish Gaelic", "Scottish Gaelic", "gd-GB", "gd", EspeakScript.Latin, 1.06f, 1.02f),
        new("sr", "Serbian", "Serbian", "sr-RS", "sr", EspeakScript.Cyrillic, 1.12f, 1.06f),
        new("tn", "Setswana", "Setswana", "tn-BW", "tn", EspeakScript.Latin, 0.85f, 0.74f),
        new("shn", "Shan", "Shan", "shn-MM", "shn", EspeakScript.Myanmar, 1.01f, 0.93f),
        new("sjn", "Sindarin", "Sindarin", "sjn", "sjn", EspeakScript.Latin, 0.91f, 0.85f),
        new("sd", "Sindhi", "Sindhi", "sd-PK", "sd", EspeakScript.Arabic, 0.93f, 0.9f),
        new("si", "Sinhala", "Sinhala", "si-LK", "si", EspeakScript.Sinhala, 0.96f, 0.91f),
        new("sk", "Slovak", "Slovak", "sk-SK", "sk", EspeakScript.Latin, 1.13f, 1.05f),
        new("sl", "Slovenian", "Slovenian", "sl-SI", "sl", EspeakScript.Latin, 0.98f, 0.93f),
        new("es", "Spanish", "Spanish", "es-ES", "es", EspeakScript.Latin, 1.05f, 1.05f),
        new("es-419", "Spanish, Latin America", "Spanish", "es-419", "es-419", EspeakScript.Latin, 1.02f, 0.91f),
        new("sw", "Swahili", "Swahili", "sw-KE", "sw", EspeakScript.Latin, 1.01f, 0.86f),
        new("sv", "Swedish", "Swedish", "sv-SE", "sv", EspeakScript.Latin, 1.06f, 0.98f),
        new("ta", "Tamil", "Tamil", "ta-IN", "ta", EspeakScript.Tamil, 1.06f, 1.04f),
        new("tt", "Tatar", "Tatar", "tt-RU", "tt", EspeakScript.Cyrillic, 1.37f, 1.21f),
        new("te", "Telugu", "Telugu", "te-IN", "te", EspeakScript.Telugu, 0.96f, 0.92f),
        new("th", "Thai", "Thai", "th-TH", "th", EspeakScript.Thai, 0.93f, 0.86f),
        new("tr", "Turkish", "Turkish", "tr-TR", "tr", EspeakScript.Latin, 1.09f, 1.01f),
        new("tk", "Turkmen", "Turkmen", "tk-TM", "tk", EspeakScript.Latin, 1.06f, 1.01f),
        new("uk", "Ukrainian", "Ukrainian", "uk-UA", "uk", EspeakScript.Cyrillic, 1.09f, 1.08f),
        new("ur", "Urdu", "Urdu", "ur-PK", "ur", EspeakScript.Arabic, 0.95f, 0.89f),
        new("ug", "Uyghur", "Uyghur", "ug-CN", "ug", EspeakScript.Arabic, 0.97f, 0.93f),
        new("uz", "Uzbek", "Uzbek", "uz-UZ", "uz", EspeakScript.Latin, 1.13f, 1.06f),
        new("vi", "Vietnamese, North", "Vietnamese", "vi-VN", "vi", EspeakScript.Latin, 0.92f, 0.91f),
        new("vi-vn-x-central", "Vietnamese, Centre", "Vietnamese", "vi-VN", "vi-vn-x-central", EspeakScript.Latin, 0.93f, 0.96f),
        new("vi-vn-x-south", "Vietnamese, South", "Vietnamese", "vi-VN", "vi-vn-x-south", EspeakScript.Latin, 0.83f, 0.85f),
        new("cy", "Welsh", "Welsh", "cy-GB", "cy", EspeakScript.Latin, 1.01f, 0.93f),
        new("hyw", "Western Armenian", "Western Armenian", "hyw", "hyw", EspeakScript.Armenian, 1.13f, 1.08f),
    ];

    /// <summary>The language that the library calls <paramref name="espeakName"/> (variants such as "+f3" aside), or none.</summary>
    public static EspeakLanguage? Find(string espeakName)
    {
        var name = espeakName.Split('+')[0];
        return All.FirstOrDefault(language => language.EspeakName.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? All.FirstOrDefault(language => language.Code.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The language of a locale ("de", "de_DE", "de-AT"): of the region where there is one, else of the language alone.</summary>
    public static EspeakLanguage? OfLocale(string locale)
    {
        var wanted = locale.Replace('_', '-');
        var bare = wanted.Split('-')[0];
        return All.FirstOrDefault(language => language.Locale.Equals(wanted, StringComparison.OrdinalIgnoreCase))
            ?? Find(wanted)
            ?? All.FirstOrDefault(language => language.Code.Equals(bare, StringComparison.OrdinalIgnoreCase))
            ?? All.FirstOrDefault(language => language.Locale.Split('-')[0].Equals(bare, StringComparison.OrdinalIgnoreCase));
    }
}
