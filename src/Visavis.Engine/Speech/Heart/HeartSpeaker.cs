namespace Visavis.Engine.Speech.Heart;

/// <summary>Says phrases with the voice of one variant.</summary>
internal sealed class HeartSpeaker(HeartModel model, HeartVariant variant)
{
    /// <summary>A pause may begin this long before the phone in front of it does by the network's count.</summary>
    private const int PauseLead = HeartSynthesis.Rate * 75 / 1000;

    /// <summary>Frames (12.5 ms) over which the pitch of a question rises.</summary>
    private const int RiseFrames = 32;

    /// <summary>Where the rise ends, relative to the mean pitch that the network gives.</summary>
    private const float RiseTo = 1.2f;

    private const float LowestPitchHz = 40;

    /// <summary>
    /// Says a phrase and cuts the clause out of it. Where there is no pause to cut in (after one or two words there mostly is none)
    /// the clause is said without what stood there.
    /// </summary>
    public SpokenClip Say(HeartPhrase phrase)
    {
        var run = Run(phrase);
        var levels = new SoundLevels(run.Sound, run.Rate);
        var from = phrase.Before.Length > 0 ? PauseBefore(run, levels, phrase.OwnStart) : 0;
        var to = phrase.GoesOn ? PauseBefore(run, levels, phrase.OwnEnd + 2) : run.Length;
        if (from is { } start && to is { } end)
        {
            return new SpokenClip(run, phrase.Spoken, levels, start, end);
        }
        run.Dispose();
        return Say(from is null ? phrase with { Before = SymbolLine.Empty } : phrase with { GoesOn = false });
    }

    private HeartRun Run(HeartPhrase phrase)
    {
        var speed = phrase.Pace / variant.Rate;
        return model.Run(phrase.Symbols, speed, phrase.Rises && !phrase.GoesOn ? Rise(model.Pitch(phrase.Symbols, speed)) : new[] { variant.Pitch });
    }

    /// <summary>The pause in front of a symbol that comes after a comma and a space.</summary>
    private static int? PauseBefore(HeartRun run, SoundLevels levels, int symbol) =>
        levels.Pause(run.Start(symbol - 3) - PauseLead, run.Start(symbol));

    /// <summary>
    /// The voice never asks: all its sentences fall. So the pitch of the last 0.4 s is led up, smoothly, from what the network
    /// gives to a little above its mean; there the end is heard at the mean instead of at 0.7 of it.
    /// </summary>
    private float[] Rise(float[] f0)
    {
        var last = Array.FindLastIndex(f0, f => f > LowestPitchHz);
        if (last < 0)
        {
            return [variant.Pitch];
        }
        var mean = MathF.Exp(f0.Where(f => f > LowestPitchHz).Average(f => MathF.Log(f)));
        var curve = new float[f0.Length];
        for (var i = 0; i < curve.Length; i++)
        {
            var at = Math.Min(i, last);
            var x = Math.Clamp((at - (last - RiseFrames)) / (float)RiseFrames, 0, 1);
            var weight = x * x * (3 - 2 * x);
            curve[i] = variant.Pitch * MathF.Pow(RiseTo * mean / MathF.Max(f0[at], 90), weight);
        }
        return curve;
    }
}
