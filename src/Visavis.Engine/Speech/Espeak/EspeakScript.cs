namespace Visavis.Engine.Speech.Espeak;

/// <summary>The scripts that espeak-ng's voices read between them; each reads Latin letters too.</summary>
public enum EspeakScript
{
    Latin,
    Cyrillic,
    Greek,
    Armenian,
    Georgian,
    Hebrew,
    Arabic,
    Ethiopic,
    Devanagari,
    Bengali,
    Gurmukhi,
    Gujarati,
    Odia,
    Tamil,
    Telugu,
    Kannada,
    Malayalam,
    Sinhala,
    Thai,
    Myanmar,
    Hangul,

    /// <summary>Hiragana and katakana. Kanji are spelled out in English ("Chinese letter"), so a text with one of them cannot be read.</summary>
    Kana,
    Han,
}

/// <summary>What a voice of a script can read.</summary>
public static class EspeakScripts
{
    /// <summary>Whether at least half of the letters are of <paramref name="script"/> or Latin; a text without letters is readable.</summary>
    public static bool CanRead(this EspeakScript script, string text)
    {
        // Han characters with kana among them are Japanese, which neither a voice of kana nor a Chinese one reads.
        EspeakScript? other = script switch { EspeakScript.Kana => EspeakScript.Han, EspeakScript.Han => EspeakScript.Kana, _ => null };
        if (other is { } foreign && text.EnumerateRunes().Any(rune => IsOf(foreign, rune.Value)))
        {
            return false;
        }
        return Script.IsMostly(text, letter => Script.IsLatin(letter) || IsOf(script, letter));
    }

    /// <summary>Whether a letter, a code point, lies in the script's blocks of Unicode.</summary>
    private static bool IsOf(EspeakScript script, int letter) => script switch
    {
        EspeakScript.Cyrillic => letter is >= 0x400 and < 0x530,
        EspeakScript.Greek => letter is (>= 0x370 and < 0x400) or (>= 0x1F00 and < 0x2000),
        EspeakScript.Armenian => letter is (>= 0x530 and < 0x590) or (>= 0xFB13 and < 0xFB18),
        EspeakScript.Georgian => letter is (>= 0x10A0 and < 0x1100) or (>= 0x1C90 and < 0x1CC0) or (>= 0x2D00 and < 0x2D30),
        EspeakScript.Hebrew => letter is (>= 0x590 and < 0x600) or (>= 0xFB1D and < 0xFB50),
        EspeakScript.Arabic => letter is (>= 0x600 and < 0x700) or (>= 0x750 and < 0x780) or (>= 0xFB50 and < 0xFE00) or (>= 0xFE70 and < 0xFF00),
        EspeakScript.Ethiopic => letter is >= 0x1200 and < 0x13A0,
        EspeakScript.Devanagari => letter is >= 0x900 and < 0x980,
        EspeakScript.Bengali => letter is >= 0x980 and < 0xA00,
        EspeakScript.Gurmukhi => letter is >= 0xA00 and < 0xA80,
        EspeakScript.Gujarati => letter is >= 0xA80 and < 0xB00,
        EspeakScript.Odia => letter is >= 0xB00 and < 0xB80,
        EspeakScript.Tamil => letter is >= 0xB80 and < 0xC00,
        EspeakScript.Telugu => letter is >= 0xC00 and < 0xC80,
        EspeakScript.Kannada => letter is >= 0xC80 and < 0xD00,
        EspeakScript.Malayalam => letter is >= 0xD00 and < 0xD80,
        EspeakScript.Sinhala => letter is >= 0xD80 and < 0xE00,
        EspeakScript.Thai => letter is >= 0xE00 and < 0xE80,
        EspeakScript.Myanmar => letter is (>= 0x1000 and < 0x10A0) or (>= 0xAA60 and < 0xAA80),
        EspeakScript.Hangul => letter is (>= 0xAC00 and < 0xD7B0) or (>= 0x1100 and < 0x1200) or (>= 0x3130 and < 0x3190),
        EspeakScript.Kana => letter is (>= 0x3040 and < 0x3100) or (>= 0x31F0 and < 0x3200) or (>= 0xFF66 and < 0xFFA0),
        EspeakScript.Han => letter is (>= 0x3400 and < 0xA000) or (>= 0x20000 and < 0x32000),
        _ => false,
    };
}
