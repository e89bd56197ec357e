using Visavis.Engine.Text;

namespace Visavis.Engine.Speech.Espeak;

/// <summary>A voice of espeak-ng that is offered.</summary>
/// <param name="Id">Name in the API.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Gender">"female" or "male".</param>
/// <param name="Language">What it speaks, in English.</param>
/// <param name="EspeakName">What the library calls it; the command line takes other names.</param>
/// <param name="Script">What it reads.</param>
/// <param name="Gain">Brings it to −20 LUFS.</param>
public sealed record EspeakVoice(string Id, string Name, string Gender, string Language, string EspeakName, EspeakScript Script, float Gain)
{
    /// <summary>The suffix of the library's names that gives a female variant of the same voice.</summary>
    private const string FemaleVariant = "+f3";

    /// <summary>Seconds of one core for a second of sound.</summary>
    private const double Cost = 0.001;

    /// <summary>Those with a name of their own; for the rest the language's plain id is the library's own, male voice.</summary>
    private static readonly Dictionary<string, (string Name, string Gender)> Named = new()
    {
        ["de"] = ("Greta", "female"),
        ["fr"] = ("Luc", "male"),
        ["es"] = ("Elena", "female"),
        ["it"] = ("Marco", "male"),
        ["pt-br"] = ("Rafael", "male"),
        ["pl"] = ("Zofia", "female"),
        ["nl"] = ("Daan", "male"),
        ["ru"] = ("Mila", "female"),
        ["cmn"] = ("Wei", "male"),
    };

    /// <summary>Every language by a male and a female voice, the named ones first.</summary>
    public static IReadOnlyList<EspeakVoice> All { get; } =
    [
        .. Named.Select(named => Make(EspeakLanguage.All.Single(language => language.Code == named.Key), named.Value.Gender)),
        .. EspeakLanguage.All.SelectMany(language => Genders(language.Code).Select(gender => Make(language, gender))),
    ];

    private static readonly Dictionary<string, EspeakVoice> ById = All.ToDictionary(voice => voice.Id, StringComparer.OrdinalIgnoreCase);

    /// <summary>Language and region, BCP 47.</summary>
    public string Locale { get; init; } = "en-US";

    /// <summary>A voice by its id; null if espeak-ng has none such.</summary>
    public static EspeakVoice? Find(string id) => ById.GetValueOrDefault(id);

    /// <summary>
    /// The same speaker in another language: espeak-ng has one man and one woman, who speak all of them. Of a region that it does not know
    /// they speak the language as it is mostly spoken; null where they do not speak it.
    /// </summary>
    public EspeakVoice? In(LanguageTag tag)
    {
        if (tag.Covers(Locale))
        {
            return this;
        }
        var region = tag.Region is null ? null : EspeakLanguage.All.FirstOrDefault(language => tag.Covers(language.Locale));
        return (region ?? EspeakLanguage.OfLocale(tag.Primary)) is { } spoken
            ? All.First(voice => voice.Gender == Gender && voice.EspeakName.Split('+')[0] == spoken.EspeakName)
            : null;
    }

    /// <summary>The entries for <see cref="VoiceCatalog"/>; all share <paramref name="workers"/>, which their owner disposes.</summary>
    public static IReadOnlyList<Voice> Catalog(EspeakWorkerPool workers) => [.. All.Select(voice => voice.ToVoice(workers))];

    public Voice ToVoice(EspeakWorkerPool workers) =>
        new(Id, Name, Gender, Language, new EspeakSpeechEngine(this, workers)) 
        {
            Locale = Locale,
            Family = "espeak",
            CostPerSecond = Cost,
            Reads = Script == EspeakScript.Kana ? "It reads hiragana and katakana, but no kanji. " : null,
        };

    public bool CanRead(string text) => Script.CanRead(text);

    private static IEnumerable<string> Genders(string code) =>
        Named.TryGetValue(code, out var named) ? [named.Gender == "male" ? "female" : "male"] : ["male", "female"];

    private static EspeakVoice Make(EspeakLanguage language, string gender)
    {
        var isFemale = gender == "female";
        var isNamed = Named.TryGetValue(language.Code, out var named) && named.Gender == gender;
        // The plain id belongs to the named voice, else to the male one; the other gender says so in its id.
        var isPlain = isNamed || (!isFemale && !Named.ContainsKey(language.Code));
        return new EspeakVoice(
            "espeak-" + language.Code + (isPlain ? "" : isFemale ? "-f" : "-m"),
            (isNamed ? named.Name : isPlain ? language.Name : $"{language.Name}, {gender}") + " (espeak)",
            gender,
            language.Language,
            language.EspeakName + (isFemale ? FemaleVariant : ""),
            language.Script,
            isFemale ? language.FemaleGain : language.MaleGain)
        {
            Locale = language.Locale,
        };
    }
}
