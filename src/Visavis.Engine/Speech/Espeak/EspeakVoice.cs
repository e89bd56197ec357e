namespace Visavis.Engine.Speech.Espeak;

/// <summary>The scripts that espeak-ng's voices read between them.</summary>
public enum EspeakScript
{
    Latin,
    Cyrillic,
    Han,
}

/// <summary>A voice of espeak-ng that is offered.</summary>
/// <param name="Id">Name in the API.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Gender">"female" or "male".</param>
/// <param name="Language">What it speaks, in English.</param>
/// <param name="EspeakName">What the library calls it; the command line takes other names.</param>
/// <param name="Script">What it reads.</param>
/// <param name="Gain">Brings it to −20 LUFS; measured with ebur128 over two sentences.</param>
public sealed record EspeakVoice(string Id, string Name, string Gender, string Language, string EspeakName, EspeakScript Script, float Gain)
{
    /// <summary>
    /// Languages that Debian's espeak-ng-data reads without further dictionaries. Japanese is not among them: it spells out kanji in
    /// English. The library has the French voice as "fr" ("fr-fr" is refused), and plain "cmn" spells out Chinese in English.
    /// "+f3" is a female variant of the same voice.
    /// </summary>
    public static IReadOnlyList<EspeakVoice> All { get; } =
    [
        new("espeak-de", "Greta (espeak)", "female", "German", "de+f3", EspeakScript.Latin, 0.99f),
        new("espeak-fr", "Luc (espeak)", "male", "French", "fr", EspeakScript.Latin, 1.24f),
        new("espeak-es", "Elena (espeak)", "female", "Spanish", "es+f3", EspeakScript.Latin, 1.05f),
        new("espeak-it", "Marco (espeak)", "male", "Italian", "it", EspeakScript.Latin, 1.19f),
        new("espeak-pt-br", "Rafael (espeak)", "male", "Portuguese", "pt-br", EspeakScript.Latin, 1.08f),
        new("espeak-pl", "Zofia (espeak)", "female", "Polish", "pl+f3", EspeakScript.Latin, 1f),
        new("espeak-nl", "Daan (espeak)", "male", "Dutch", "nl", EspeakScript.Latin, 1.14f),
        new("espeak-ru", "Mila (espeak)", "female", "Russian", "ru+f3", EspeakScript.Cyrillic, 1.12f),
        new("espeak-cmn", "Wei (espeak)", "male", "Mandarin", "cmn-latn-pinyin", EspeakScript.Han, 0.93f),
    ];

    /// <summary>The entries for <see cref="VoiceCatalog"/>; all share <paramref name="workers"/>, which their owner disposes.</summary>
    public static IReadOnlyList<Voice> Catalog(EspeakWorkerPool workers) =>
        [.. All.Select(voice => new Voice(voice.Id, voice.Name, voice.Gender, voice.Language, new EspeakSpeechEngine(voice, workers)))];

    /// <summary>Whether at least half of the letters are of the voice's script or Latin; a text without letters is readable.</summary>
    public bool CanRead(string text) => Speech.Script.IsMostly(text, letter => Speech.Script.IsLatin(letter) || IsOwn(letter));

    private bool IsOwn(int letter) => Script switch
    {
        EspeakScript.Cyrillic => letter is >= 0x400 and < 0x530,
        EspeakScript.Han => letter is >= 0x3400 and < 0xA000,
        _ => false,
    };
}
