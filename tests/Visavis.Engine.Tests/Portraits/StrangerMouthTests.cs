using System.Numerics;
using Visavis.Engine.Lipsync;
using Visavis.Engine.Media;
using Visavis.Engine.Portraits;
using Visavis.Engine.Render;
using Visavis.Engine.Tests.Faces;
using Visavis.Engine.Tests.FaceMesh;
using Visavis.Engine.Tests.Render;

namespace Visavis.Engine.Tests.Portraits;

/// <summary>What a critical eye sees on strangers' mouths, measured.</summary>
public sealed class StrangerMouthTests(StrangerPacks packs) : IClassFixture<StrangerPacks>
{
    [Theory]
    [MemberData(nameof(StrangerPacks.All), MemberType = typeof(StrangerPacks))]
    public async Task Mouth_OpensWithTheJaw(string name)
    {
        const int frames = 5;
        float[] jaws = [0, .25f, .5f, .75f, 1];

        var measures = Recording.Measure(await packs.RigAsync(name), jaws.SelectMany(jaw => Enumerable.Repeat(new FaceState { Jaw = jaw }, frames)));

        var openings = measures.Chunk(frames).Select(chunk => chunk[^1].Open).ToArray();
        Assert.Equal(openings.Order(), openings);
        Assert.InRange(openings[^1] - openings[0], .12f, .4f);
    }

    [Fact]
    public async Task TeethInShadow_AreDark()
    {
        var mouth = (await packs.RigAsync("bald-sidelight")).Mouth;
        var (patch, opening) = (mouth.Patches[MouthMix.Neutral(3)], mouth.Profiles[MouthMix.Neutral(3)][0]);
        var quarter = (opening.Last - opening.First) / 4;

        double lit = Inside(patch, opening, opening.First + quarter / 2, opening.First + 3 * quarter / 2);
        double shaded = Inside(patch, opening, opening.Last - 3 * quarter / 2, opening.Last - quarter / 2);

        Assert.InRange(shaded / lit, 0, .75);
    }

    [Theory]
    [InlineData("child")]
    [InlineData("fringe-red")]
    [InlineData("elder-beard")]
    public async Task EvenLight_LeavesTeethAsTheyAre(string name)
    {
        var portrait = await packs.PortraitAsync(name);

        var across = SideLight.Across(portrait, TestFaces.Models.Topology);

        Assert.InRange(across.Min(), .7, 1);
        Assert.InRange(across.Max(), 1, 1.3);
    }

    [Theory]
    [InlineData("curls-large")]
    [InlineData("full-face-tilted")]
    [InlineData("outdoors-beard")]
    public async Task Teeth_AreHardlyWhiterThanEyes(string name)
    {
        var portrait = await packs.PortraitAsync(name);
        var eyes = EyeWhite.Of(portrait.Picture, portrait.Face, TestFaces.Models.Topology)!.Value;

        Assert.InRange(await TeethAsync(name) / Sampling.Luma(eyes), .8, 1.2);
    }

    [Fact]
    public async Task TeethOfASmile_AreThoseOfItsPhoto()
    {
        var photo = await new PictureDecoder(new PictureDecoderOptions(), TimeProvider.System).DecodeAsync(StrangerPacks.Photo("open-smile"), default);
        var (face, topology) = (TestFaces.Face(photo), TestFaces.Models.Topology);
        var own = TeethWhite.Of(photo, face.Flat(topology["lips_inner"]))!.Value;

        Assert.InRange(await TeethAsync("open-smile") - Sampling.Luma(own), -18, 18);
    }

    [Theory]
    [InlineData("child")]
    [InlineData("glasses-knot")]
    [InlineData("fringe-red")]
    public async Task RimOfTheUpperLip_IsNoDashedLine(string name)
    {
        var mouth = (await packs.RigAsync(name)).Mouth;
        var (patch, opening) = (mouth.Patches[MouthMix.Neutral(1)], mouth.Profiles[MouthMix.Neutral(1)][0]);
        var fifth = (opening.Last - opening.First) / 5;

        int[] darkest = [.. Enumerable.Range(opening.First + fifth, 3 * fifth).Select(x => Enumerable.Range((int)opening.Top[x] - 2, 4).Min(y => patch.View.YRow(y)[x]))];

        // Chosen pixel by pixel, the dark under the lip flickered by five levels and more from column to column.
        Assert.InRange(Enumerable.Range(1, darkest.Length - 2).Average(i => Math.Abs(darkest[i - 1] - 2 * darkest[i] + darkest[i + 1])), 0, 4.5);
    }

    [Fact]
    public async Task LowerLip_RollsInUnderTheTeeth()
    {
        var (portrait, topology) = (await packs.PortraitAsync("curls-large"), TestFaces.Models.Topology);
        var shape = PortraitShape.Of(portrait, TestFaces.Models.Basis);
        var (open, rolled) = (shape.Source("SZ", topology), shape.Source("FV", topology));

        // In the middle two fifths of the lip's height are out of sight, at the corners and on its outline nothing.
        var (inner, outer) = (open[14], open[17]);
        Assert.InRange((rolled[14] - inner).Length() / (outer - inner).Length(), .3f, .5f);
        Assert.Equal((open[17], open[61], open[78]), (rolled[17], rolled[61], rolled[78]));
        Assert.True(rolled[14].Y < rolled[15].Y && rolled[15].Y < rolled[16].Y && rolled[16].Y < rolled[17].Y);
    }

    [Theory]
    [InlineData("elder-beard")]
    [InlineData("outdoors-beard")]
    [InlineData("fringe-red")]
    public async Task RoundedRim_IsAnArc(string name)
    {
        var (portrait, topology) = (await packs.PortraitAsync(name), TestFaces.Models.Topology);

        var moved = PortraitShape.Of(portrait, TestFaces.Models.Basis).Mouth("round_j50", topology);

        Vector2[] rim = [.. topology["lips_inner_upper"].Select(i => moved[i])];
        var arc = Parabola.Through(rim);
        Assert.All(rim, p => Assert.InRange(Math.Abs(arc.At(p.X) - p.Y) / portrait.EyeDistance, 0, .03f));
    }

    [Theory]
    [MemberData(nameof(StrangerPacks.All), MemberType = typeof(StrangerPacks))]
    public async Task EyesThatMove_LeaveNoSeamAboveTheMouth(string name)
    {
        var rig = await packs.RigAsync(name);
        var row = rig.Eyes.Rectangle.Y + rig.Eyes.Rectangle.RowsAbove(rig.Mouth.Rectangle) - 1;
        var columns = Enumerable.Range(rig.Eyes.Rectangle.X, rig.Eyes.Rectangle.Width);
        FaceState[] states = [new() { Lid = .4f }, new() { Lid = .4f, GazeX = .65f, GazeY = .4f }, new() { Lid = .7f, GazeX = -.6f }, new() { Lid = 1 }, new() { Brow = 1, Lid = .5f }];
        var still = Rigs.Paint(rig, default);

        var steps = states.Select(state =>
        {
            var painted = Rigs.Paint(rig, state);
            return columns.Max(x => Math.Abs(painted.View.YRow(row)[x] - still.View.YRow(row)[x]));
        });

        // A mouth that began among the lashes cut them off: a step of up to 72 levels.
        Assert.All(steps, step => Assert.InRange(step, 0, 20));
    }

    /// <summary>Frames of glasses and hair lie there.</summary>
    [Theory]
    [MemberData(nameof(StrangerPacks.All), MemberType = typeof(StrangerPacks))]
    public async Task WhatLiesBesideTheEyes_StaysWhenLidsShut(string name)
    {
        var (rig, portrait, topology) = (await packs.RigAsync(name), await packs.PortraitAsync(name), TestFaces.Models.Topology);
        var eyes = ((string[])["eye_r", "eye_l"]).Select(eye => portrait.Face.Flat(topology[eye])).Select(eye => (Left: eye.Min(p => p.X), Right: eye.Max(p => p.X))).ToArray();
        var columns = Enumerable.Range(rig.Eyes.Rectangle.X, rig.Eyes.Rectangle.Width).Where(x => eyes.All(eye => Math.Max(eye.Left - x, x - eye.Right) > .36f * (eye.Right - eye.Left)));
        var still = Rigs.Paint(rig, default);
        var places = columns.SelectMany(x => Enumerable.Range(rig.Eyes.Rectangle.Y, rig.Eyes.Rectangle.RowsAbove(rig.Mouth.Rectangle)).Select(y => (X: x, Y: y))).ToList();

        var steps = ((float[])[.1f, .2f, .4f, .6f, .8f, 1]).Select(lid => Rigs.Paint(rig, new FaceState { Lid = lid })).Select(shut => places.Max(at => Math.Abs(shut.View.YRow(at.Y)[at.X] - still.View.YRow(at.Y)[at.X])));

        Assert.True(places.Count > 4000 && steps.Max() <= 6, $"{places.Count} pixels, steps {string.Join(' ', steps)}");
    }

    /// <summary>Luma, 0 to 255, that a tenth of what shows between wide open lips is lighter than.</summary>
    private async Task<double> TeethAsync(string name)
    {
        var mouth = (await packs.RigAsync(name)).Mouth;
        var (patch, opening) = (mouth.Patches[MouthMix.Neutral(3)], mouth.Profiles[MouthMix.Neutral(3)][0]);
        var lumas = Enumerable.Range(opening.First, opening.Last - opening.First).SelectMany(x =>
            Enumerable.Range((int)opening.Top[x] + 2, Math.Max(0, (int)opening.HeightAt(x) - 3)).Select(y => (patch.View.YRow(y)[x] - 16) * 255.0 / 219)).Order().ToList();
        return lumas[lumas.Count * 95 / 100];
    }

    private static double Inside(YuvPlanes patch, OpeningProfile opening, int first, int last) => Enumerable.Range(first, last - first).SelectMany(x =>
        Enumerable.Range((int)opening.Top[x] + 2, Math.Max(0, (int)opening.HeightAt(x) - 3)).Select(y => patch.View.YRow(y)[x] - 16.0)).Average();
}
