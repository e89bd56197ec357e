using Visavis.Engine.Speech.Espeak;

namespace Visavis.Engine.Speech.Kokoro;

/// <summary>Who speaks and in which language, as the first two letters of a speaker's name say.</summary>
/// <param name="Name">"af_heart": American, female.</param>
/// <param name="Gender">"female" or "male".</param>
/// <param name="Language">In English: "French".</param>
/// <param name="Locale">BCP 47: "fr-FR".</param>
/// <param name="EspeakVoice">What reads for it; null where an English <see cref="G2p.Pronouncer"/> does.</param>
/// <param name="Script">What it reads.</param>
/// <param name="Loudness">Of its raw sound, in LUFS.</param>
public sealed record KokoroSpeaker(
    string Name, string Gender, string Language, string Locale, string? EspeakVoice, EspeakScript Script, float Loudness)
{
    /// <summary>Integrated, over two sentences each.</summary>
    private static readonly Dictionary<string, float> Measured = new(StringComparer.Ordinal)
    {
        ["af_heart"] = -22.4f, ["am_michael"] = -23.1f, ["am_fenrir"] = -18.6f, ["bf_emma"] = -19.6f, ["bm_george"] = -21.1f,
        ["ef_dora"] = -23.5f, ["em_alex"] = -23.3f, ["ff_siwis"] = -19.2f, ["if_sara"] = -13.7f, ["im_nicola"] = -19.2f,
        ["pf_dora"] = -23.5f, ["pm_alex"] = -23.2f, ["hf_alpha"] = -15.8f,
    };

    /// <summary>The mean of those.</summary>
    private const float OfOthers = -20.5f;

    private const float TargetLufs = -20;

    /// <summary>Whether it is British English.</summary>
    public bool IsBritish => Locale == "en-GB";

    internal float Gain => MathF.Pow(10, (TargetLufs - Loudness) / 20);

    /// <summary>The speaker of a name.</summary>
    /// <exception cref="SpeechException">Its language cannot be read; the message says which ones can.</exception>
    public static KokoroSpeaker Of(string name)
    {
        var (language, locale, espeak, script) = (name.Length > 1 ? name[0] : ' ') switch
        {
            'a' => ("English", "en-US", null, EspeakScript.Latin),
            'b' => ("English", "en-GB", null, EspeakScript.Latin),
            'e' => ("Spanish", "es-ES", "es", EspeakScript.Latin),
            'f' => ("French", "fr-FR", "fr", EspeakScript.Latin),
            'h' => ("Hindi", "hi-IN", "hi", EspeakScript.Devanagari),
            'i' => ("Italian", "it-IT", "it", EspeakScript.Latin),
            'p' => ("Portuguese", "pt-BR", "pt-br", EspeakScript.Latin),
            // Japanese and Chinese speakers were trained on other phonemes than espeak-ng gives.
            _ => throw new SpeechException($"Kokoro's speaker \"{name}\" is of none of the languages a, b, e, f, h, i, p (its first letter)."),
        };
        return new KokoroSpeaker(
            name, name[1] == 'm' ? "male" : "female", language, locale, espeak, script, Measured.GetValueOrDefault(name, OfOthers));
    }
}
