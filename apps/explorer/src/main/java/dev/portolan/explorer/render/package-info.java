/// Maps drawn as pictures, without a browser.
///
/// Meet [MapPicture] first: it turns a snapshot of a map into an image, by [PictureOptions]. Below
/// it, each for itself: [PointLayer] paints points by their density, [LabelLayout] finds places for
/// labels, [MapColors] says which colour stands for what.
package dev.portolan.explorer.render;
