using System.Globalization;
using Visavis.Engine.Speech.Alignment;
using Visavis.Engine.Speech.Espeak;
using Visavis.Engine.Speech.G2p;
using Visavis.Engine.Speech.Heart;
using Visavis.Engine.Speech.Kokoro;
using Visavis.Engine.Speech.Piper;
using Visavis.Engine.Speech.Remote;

namespace Visavis.Engine.Speech.Folders;

/// <summary>What voices of folders need from the program: its workers, its built-in model, its connections.</summary>
/// <param name="Espeak">Phonemes for the other families, and its own voices.</param>
/// <param name="Heart">Speaks a variant of the built-in model.</param>
/// <param name="Pronouncers">Read English for Kokoro.</param>
/// <param name="Aligner">Finds the times of words in a remote voice's sound.</param>
/// <param name="Find">A voice by its id, for the fallback of a remote one.</param>
/// <param name="Remote">Of <see cref="RemoteSpeechEngine.NewClient"/>.</param>
/// <param name="Time">For time-outs and rests.</param>
public sealed record VoiceParts(
    EspeakWorkerPool Espeak,
    Func<HeartVariant, ISpeechEngine> Heart,
    Pronouncers Pronouncers,
    Func<SpeechAligner> Aligner,
    Func<string, Voice?> Find,
    HttpClient Remote,
    TimeProvider Time);

/// <summary>Makes voices of a folder. Its model is loaded when one of them first speaks, and let go after a while of silence.</summary>
internal sealed class VoiceLoader(VoiceParts parts)
{
    private static readonly Dictionary<VoiceFamily, double> UsualCost = new()
    {
        [VoiceFamily.Heart] = 0.006,
        [VoiceFamily.Piper] = 0.085,
        [VoiceFamily.Kokoro] = 0.6,
        [VoiceFamily.Espeak] = 0.001,
        [VoiceFamily.Remote] = 0,
    };

    /// <param name="folder">A folder that was read.</param>
    /// <param name="verdict">What came of trying it; null where nothing was tried.</param>
    public (IReadOnlyList<Voice> Voices, LoadedOnUse<LoadedVoice> Model) Voices(VoiceFolder folder, VoiceVerdict? verdict)
    {
        var version = verdict?.Print ?? Print(folder) ?? "";
        var model = new LoadedOnUse<LoadedVoice>(() => Load(folder, verdict), parts.Time);
        var cost = verdict?.CostPerSecond ?? UsualCost[folder.File.Family];
        return ([.. folder.Voices.Select(entry => new Voice(entry.Id, entry.Name, entry.Gender, entry.Language, new FolderSpeechEngine(entry, model))
        {
            Locale = entry.Locale,
            Family = folder.File.Family.ToString().ToLowerInvariant(),
            Version = version,
            CostPerSecond = cost,
        })], model);
    }

    /// <exception cref="SpeechException">The folder is not what was tried, or the model cannot be loaded.</exception>
    public LoadedVoice Load(VoiceFolder folder, VoiceVerdict? verdict)
    {
        if (verdict?.Print is { } print && Print(folder) != print)
        {
            throw new SpeechException($"The folder of the voice {folder.Id} has changed and is tried anew.");
        }
        return folder.File.Family switch
        {
            VoiceFamily.Piper => Piper(folder),
            VoiceFamily.Kokoro => Kokoro(folder),
            VoiceFamily.Espeak => new LoadedVoice(_ => Espeak(folder, verdict)),
            VoiceFamily.Heart => new LoadedVoice(_ => parts.Heart(Variant(folder))),
            _ => Remote(folder),
        };
    }

    private LoadedVoice Piper(VoiceFolder folder)
    {
        var model = PiperModel.Load(folder.ModelPath!);
        return new LoadedVoice(speaker => new PiperSpeechEngine(model, int.Parse(speaker!, CultureInfo.InvariantCulture), parts.Espeak), model);
    }

    private LoadedVoice Kokoro(VoiceFolder folder)
    {
        var model = KokoroModel.Load(folder.Path);
        return new LoadedVoice(speaker => new KokoroSpeechEngine(model, speaker!, parts.Pronouncers, parts.Espeak), model);
    }

    private EspeakSpeechEngine Espeak(VoiceFolder folder, VoiceVerdict? verdict)
    {
        var (name, entry) = (folder.File.Voice!, folder.Voices[0]);
        var known = EspeakVoice.All.FirstOrDefault(voice => voice.EspeakName == name);
        var gain = known?.Gain ?? (verdict?.Loudness is { } level ? (float)Math.Pow(10, (VoiceCheck.TargetLoudness - level) / 20) : 1);
        return new EspeakSpeechEngine(new EspeakVoice(entry.Id, entry.Name, entry.Gender, entry.Language, name, entry.Script, gain) { Locale = entry.Locale }, parts.Espeak);
    }

    private static HeartVariant Variant(VoiceFolder folder) => new(
        folder.Id, folder.Voices[0].Name, folder.Voices[0].Gender, (float)folder.File.Rate, (float)folder.File.Pitch, HeartVariant.Heart.GainDecibels);

    private LoadedVoice Remote(VoiceFolder folder)
    {
        var file = folder.File;
        var options = new RemoteVoiceOptions
        {
            Url = file.Url!,
            Model = file.Model!,
            Voice = file.Voice!,
            Key = file.KeyVariable is { } name && Environment.GetEnvironmentVariable(name) is { } key ? new Secret(key) : file.Key,
            Format = file.Format,
            SampleRate = file.SampleRate,
            Timeout = file.Timeout,
        };
        var engine = new RemoteSpeechEngine(options, parts.Remote, folder.Voices[0].Locale, parts.Aligner, parts.Time);
        return new LoadedVoice(_ => new FallbackSpeechEngine(engine, () => Fallback(file), parts.Time), engine);
    }

    /// <summary>Another remote voice is none: two that are down would call each other for ever.</summary>
    private ISpeechEngine? Fallback(VoiceFile file) =>
        file.Fallback is { } id && parts.Find(id) is { Family: not "remote" } voice ? voice.Engine : null;

    private static string? Print(VoiceFolder folder)
    {
        try
        {
            return VoiceFolderPrint.Of(folder.Path).Value;
        }
        catch (VoiceFolderException)
        {
            return null;
        }
    }
}
