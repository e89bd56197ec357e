using Visavis.Engine.Speech;
using Visavis.Engine.Speech.Espeak;
using Visavis.Engine.Text;
using Visavis.Server.Api;
using Visavis.Server.Sessions;

namespace Visavis.Server.Voices;

/// <summary>What a request's <c>language</c> and <c>locale</c> mean for its voice.</summary>
internal static class SpokenLanguage
{
    /// <summary>How many voices an advice names.</summary>
    private const int VoicesNamed = 8;

    /// <summary>English names of languages that go by another one in the list of voices.</summary>
    private static readonly Dictionary<string, string> OtherNames = new(StringComparer.OrdinalIgnoreCase) { ["Chinese"] = "zh", ["Bokmål"] = "nb", ["Farsi"] = "fa", ["Flemish"] = "nl" };

    /// <summary>Whether a voice speaks the language that a request names, and not only its own.</summary>
    public static bool AreMany(Voice voice) => EspeakVoice.Find(voice.Id) is not null;

    /// <summary>The voice itself, or the same speaker in the language that is asked for.</summary>
    /// <exception cref="ApiException">A field names no language, they contradict each other, or the voice does not speak it.</exception>
    public static Voice Voice(Voice voice, string? language, string? locale, Stage stage)
    {
        var named = language is null ? null : OfName(language, stage);
        var tag = locale is null ? named : LanguageTag.Parse(locale) ?? throw ApiException.Invalid("locale", "'locale' must be a language with its region, such as en-US.");
        if (tag is null)
        {
            return voice;
        }
        if (named is not null && (named.Primary != tag.Primary || (named.Region is { } region && region != (tag.Region ?? region))))
        {
            throw ApiException.Invalid("locale", $"'locale' is {tag} but 'language' is {named}: leave one of them out.");
        }
        // "en" with "en-GB" is the more exact of both.
        var wanted = tag.Region is null && named is not null ? named : tag;
        if (EspeakVoice.Find(voice.Id)?.In(wanted) is { } same)
        {
            return stage.Voice(same.Id) ?? voice;
        }
        return wanted.Covers(voice.Locale) ? voice : throw NotSpoken(voice, wanted, locale is null ? "language" : "locale", stage);
    }

    private static LanguageTag OfName(string language, Stage stage)
    {
        var name = OtherNames.GetValueOrDefault(language, language);
        return stage.Voices.FirstOrDefault(voice => voice.Language.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } speaker
            ? LanguageTag.Parse(speaker.Locale)! with { Region = null }
            : LanguageTag.Parse(name) ?? throw ApiException.Invalid("language", "'language' must be the English name of a language, such as French, or its code, such as fr.");
    }

    private static ApiException NotSpoken(Voice voice, LanguageTag wanted, string field, Stage stage)
    {
        var others = stage.Voices.Where(other => wanted.Covers(other.Locale)).Select(other => other.Id).ToList();
        var more = others.Count > VoicesNamed ? $" and {others.Count - VoicesNamed} more" : "";
        var advice = others.Count == 0 ? "No voice here does." : $"These do: {string.Join(", ", others.Take(VoicesNamed))}{more}.";
        return ApiException.Invalid(field, $"The voice '{voice.Id}' speaks {voice.Locale}, not {wanted}. {advice}");
    }
}
