using Visavis.Engine.Speech;
using Visavis.Server.Sessions;

namespace Visavis.Server.Voices;

/// <summary>The voices that read for another one what is in letters that it cannot read: the setting <c>script_fallback</c>.</summary>
internal static class ScriptFallback
{
    /// <summary>Those behind a voice, in order. One that is not here (yet) is passed over: voices of folders come and go.</summary>
    public static IReadOnlyList<Voice> Behind(Voice voice, Stage stage, ServerOptions options) =>
        [.. options.ScriptFallbackVoices.Select(stage.Voice).OfType<Voice>().Where(other => other.Id != voice.Id)];

    /// <summary>Who reads a text as a whole: the voice, or the first behind it that can; null if none can.</summary>
    public static Voice? Reader(Voice voice, string text, Stage stage, ServerOptions options) =>
        Behind(voice, stage, options).Prepend(voice).FirstOrDefault(reader => reader.Engine.CanRead(text));
}
